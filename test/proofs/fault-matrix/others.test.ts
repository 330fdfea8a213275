import { playSubjects } from './play.js';

playSubjects('What Prometheus sees', 'Disaggregated serving', 'Tenants');
