import { family, sometimes } from './metric.js';

const shared = {
  component: 'dcgm',
  generations: ['current'],
  source: 'NVIDIA/dcgm-exporter:etc/default-counters.csv',
  since: 'dcgm-exporter HEAD 2026-05',
} as const;
const gpu = family({
  ...shared,
  labels: {
    gpu: 1,
    UUID: 1,
    pci_bus_id: 1,
    device: 1,
    modelName: 1,
    hostname: sometimes,
    GPU_I_PROFILE: sometimes,
    GPU_I_ID: sometimes,
    DCGM_FI_DRIVER_VERSION: sometimes,
    namespace: sometimes,
    pod: sometimes,
    container: sometimes,
  },
});

/** NVIDIA DCGM exporter. Labels namespace, pod and container come from it, not from the target. */
export const dcgm = [
  gpu.gauge('DCGM_FI_DEV_GPU_UTIL', 'percent', 'GPU utilisation, 0 to 100'),
  gpu.gauge('DCGM_FI_DEV_MEM_COPY_UTIL', 'percent', 'Memory controller utilisation, 0 to 100'),
  gpu.gauge('DCGM_FI_DEV_FB_USED', 'MiB', 'Framebuffer used'),
  gpu.gauge('DCGM_FI_DEV_FB_FREE', 'MiB', 'Framebuffer free'),
  gpu.gauge('DCGM_FI_DEV_FB_RESERVED', 'MiB', 'Framebuffer reserved'),
  gpu.gauge('DCGM_FI_PROF_GR_ENGINE_ACTIVE', 'ratio', 'Graphics engine active, 0 to 1'),
  gpu.gauge('DCGM_FI_PROF_PIPE_TENSOR_ACTIVE', 'ratio', 'Tensor pipe active, 0 to 1'),
  gpu.gauge('DCGM_FI_PROF_DRAM_ACTIVE', 'ratio', 'Memory interface active, 0 to 1'),
  gpu.gauge('DCGM_FI_PROF_SM_ACTIVE', 'ratio', 'SMs with a resident warp, 0 to 1', {
    note: 'commented out in default-counters.csv: add it to the counters file',
    emitted: false,
  }),
  gpu.gauge('DCGM_FI_PROF_SM_OCCUPANCY', 'ratio', 'SM occupancy, 0 to 1', {
    note: 'commented out in default-counters.csv: add it to the counters file',
    emitted: false,
  }),
  gpu.gauge('DCGM_FI_PROF_PCIE_TX_BYTES', 'bytes/s', 'PCIe transmit rate', {
    note: 'typed gauge and already a rate: do not apply rate()',
  }),
  gpu.gauge('DCGM_FI_PROF_PCIE_RX_BYTES', 'bytes/s', 'PCIe receive rate', {
    note: 'typed gauge and already a rate: do not apply rate()',
  }),
  gpu.counter('DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL', 'unspecified in source', 'NVLink bandwidth over all lanes', {
    note: 'declared counter; unit not stated in the CSV',
  }),
  gpu.gauge('DCGM_FI_DEV_POWER_USAGE', 'watts', 'Power draw'),
  gpu.counter('DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', 'millijoules', 'Energy since boot'),
  gpu.gauge('DCGM_FI_DEV_GPU_TEMP', 'celsius', 'GPU temperature'),
  gpu.gauge('DCGM_FI_DEV_MEMORY_TEMP', 'celsius', 'Memory temperature'),
  gpu.gauge('DCGM_FI_DEV_SM_CLOCK', 'MHz', 'SM clock'),
  gpu.gauge('DCGM_FI_DEV_MEM_CLOCK', 'MHz', 'Memory clock'),
  gpu.gauge('DCGM_FI_DEV_XID_ERRORS', 'xid code', 'Last XID error code', {
    note: 'value is the last XID number, not a count; 0 means none',
  }),
  gpu.counter('DCGM_FI_DEV_PCIE_REPLAY_COUNTER', 'retries', 'PCIe retries'),
  gpu.counter('DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS', 'rows', 'Rows remapped for uncorrectable errors'),
  gpu.gauge('DCGM_FI_DEV_ROW_REMAP_FAILURE', 'bool', 'Row remapping failed'),
  gpu.counter('DCGM_FI_DEV_THERMAL_VIOLATION', 'nanoseconds', 'Time throttled by temperature', {
    note: 'commented out in default-counters.csv: add it to the counters file',
    emitted: false,
  }),
  gpu.counter('DCGM_FI_DEV_POWER_VIOLATION', 'nanoseconds', 'Time throttled by power', {
    note: 'commented out in default-counters.csv: add it to the counters file',
    emitted: false,
  }),
] as const;
