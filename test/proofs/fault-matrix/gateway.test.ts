import { playSubjects } from './play.js';

playSubjects('Gateway', 'Control plane');
