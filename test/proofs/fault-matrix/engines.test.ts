import { playSubjects } from './play.js';

playSubjects('Engines');
