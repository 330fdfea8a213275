import type { Fleet } from '../fleet/fleet.js';
import type { ModelResource } from '../model/custom-resources.js';
import { standardFleet } from '../scenarios/standard.js';
import type { Fault } from './fault.js';

const addModel = (fleet: Fleet, name: string, phase: ModelResource['phase']) =>
  fleet.controlPlane.models.push({ namespace: 'tenant-a', name, createdAtSeconds: fleet.epochSeconds, phase });

/** What goes wrong with the custom resources, the operator, and what watches them. */
export const controlPlaneFaults: readonly Fault[] = [
  {
    name: 'model-download-fails',
    title: 'the files of a model cannot be fetched',
    fleet: standardFleet,
    minutes: 20,
    begin: (fleet) => addModel(fleet, 'llama-70b', 'Failed'),
    raises: [{ alert: 'ArksModelLoadFailed', withinMinutes: 10, labels: { arks_model: 'llama-70b' } }],
  },
  {
    name: 'model-download-hangs',
    title: 'the download of a model makes no progress',
    fleet: standardFleet,
    minutes: 75,
    begin: (fleet) => addModel(fleet, 'llama-70b', 'ModelLoading'),
    raises: [{ alert: 'ArksModelLoadStuck', withinMinutes: 65, labels: { arks_model: 'llama-70b' } }],
  },
  {
    name: 'application-fails',
    title: 'the operator gives up on an application whose pods go on serving',
    fleet: standardFleet,
    minutes: 20,
    begin: (fleet) => {
      for (const application of fleet.controlPlane.applications) {
        if (application.name === 'talk') application.phase = 'Failed';
      }
    },
    raises: [
      { alert: 'ArksApplicationFailed', withinMinutes: 10, labels: { namespace: 'tenant-b', application: 'talk' } },
    ],
  },
  {
    name: 'disaggregated-application-fails',
    title: 'the operator gives up on a disaggregated application whose pods go on serving',
    fleet: standardFleet,
    minutes: 20,
    begin: (fleet) => {
      for (const application of fleet.controlPlane.applications) {
        if (application.name === 'reason') application.phase = 'Failed';
      }
    },
    raises: [
      { alert: 'ArksApplicationFailed', withinMinutes: 10, labels: { namespace: 'tenant-a', application: 'reason' } },
    ],
  },
  {
    name: 'endpoint-without-backends',
    title: 'an endpoint is made for a model that no application serves',
    fleet: standardFleet,
    minutes: 25,
    begin: (fleet) => {
      fleet.controlPlane.endpoints.push({ namespace: 'tenant-b', name: 'mistral', defaultWeight: 1, staticRoutes: [] });
    },
    raises: [
      { alert: 'ArksEndpointWithoutBackends', withinMinutes: 15, labels: { namespace: 'tenant-b', model: 'mistral' } },
    ],
  },
  {
    name: 'operator-errors',
    title: 'half the reconciles of one controller end in an error',
    fleet: standardFleet,
    minutes: 30,
    begin: (fleet) => {
      fleet.controlPlane.operator.controllers.arksapplication.errorShare = 0.5;
    },
    raises: [{ alert: 'ArksOperatorReconcileErrors', withinMinutes: 25, labels: { controller: 'arksapplication' } }],
  },
  {
    name: 'operator-gone',
    title: 'the operator is not there',
    fleet: standardFleet,
    minutes: 35,
    begin: (fleet) => {
      fleet.operator.exists = false;
      fleet.controlPlane.operator.running = false;
    },
    ends: {
      afterMinutes: 18,
      quietWithinMinutes: 12,
      mend: (fleet) => {
        fleet.operator.exists = true;
        fleet.controlPlane.operator.running = true;
      },
    },
    raises: [{ alert: 'ArksOperatorDown', withinMinutes: 15, labels: { severity: 'warning' } }],
  },
  {
    name: 'custom-resources-gone',
    title: 'the exporter of custom resources is not there, so nothing says what is wanted',
    fleet: standardFleet,
    minutes: 40,
    begin: (fleet) => {
      fleet.customResources.exists = false;
    },
    raises: [{ alert: 'ArksCustomResourcesDown', withinMinutes: 15, labels: { severity: 'warning' } }],
  },
  {
    name: 'custom-resources-refused',
    title: 'the exporter of custom resources may not list them any more when it starts anew, and answers all the same',
    fleet: standardFleet,
    minutes: 45,
    begin: (fleet) => {
      fleet.customResourcesAccess.mayList = false;
      fleet.customResources.restart();
    },
    ends: {
      afterMinutes: 25,
      quietWithinMinutes: 5,
      mend: (fleet) => {
        fleet.customResourcesAccess.mayList = true;
      },
    },
    raises: ['tenant-a', 'tenant-b'].map((namespace) => ({
      alert: 'ArksCustomResourcesDown',
      withinMinutes: 20,
      labels: { namespace },
    })),
  },
];
