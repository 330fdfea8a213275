import { playSubjects } from './play.js';

playSubjects('Dynamo', 'What Prometheus sees', 'Disaggregated serving', 'Tenants');
