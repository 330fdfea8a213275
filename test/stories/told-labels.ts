import type { Labels } from './timeline.js';

export const WARNING: Labels = { severity: 'warning' };
export const CRITICAL: Labels = { severity: 'critical' };

/** Where parts of the platform are told, whose alerts name no namespace of their own. */
export const OF_ENVOY: Labels = { namespace: 'envoy-gateway-system' };
export const OF_ARKS: Labels = { namespace: 'arks-operator-system' };
export const OF_MONITORING: Labels = { namespace: 'monitoring' };

/** tenant-a/chat, before anything has said what it serves and on which runtime. */
export const CHAT_TARGET: Labels = { namespace: 'tenant-a', application: 'chat', role: 'unified' };

/** tenant-a/chat on vLLM. */
export const CHAT: Labels = { ...CHAT_TARGET, model_name: 'qwen-7b', runtime: 'vllm' };

/** One replica of it. */
export const chatPod = (pod: string): Labels => ({ ...CHAT, pod });

/** One role of tenant-a/reason, which runs on SGLang. */
export const reason = (role: 'prefill' | 'decode'): Labels => ({
  ...CHAT,
  application: 'reason',
  role,
  runtime: 'sglang',
});
