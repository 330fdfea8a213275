import { playSubjects } from './play.js';

playSubjects('Quiet days');
