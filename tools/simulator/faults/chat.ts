import type { Fleet } from '../fleet/fleet.js';
import type { FleetSpec, UnifiedSpec } from '../fleet/spec.js';
import type { EngineSettings } from '../model/engine/settings.js';
import { standardFleet } from '../scenarios/standard.js';
import { burns, type Raised } from './fault.js';

/** The application that faults of engines happen to, as alerts name it. */
export const CHAT = { namespace: 'tenant-a', application: 'chat', role: 'unified' };
/** Who asks it. */
export const CHAT_USERS = ['alice', 'bob'];

/** The standard fleet with another `chat`. */
export function withChat(chat: Partial<UnifiedSpec>): FleetSpec {
  return {
    ...standardFleet,
    unified: standardFleet.unified.map((one) => (one.name === 'chat' ? { ...one, ...chat } : one)),
  };
}

/** The standard fleet with engines of `chat` that are set otherwise. */
export function chatSettings(settings: Partial<EngineSettings>): FleetSpec {
  return withChat({ settings });
}

/** Its replicas. */
export const chatReplicas = (fleet: Fleet) => fleet.unified('chat').replicas();
/** Has so many times the usual requests come. */
export const scaleChat = (fleet: Fleet, factor: number) => {
  for (const user of CHAT_USERS) fleet.traffic(user, 'qwen-7b').scale(factor);
};

/** What follows wherever more is asked than is served. */
export const overload: readonly Raised[] = [
  { alert: 'ArksRuntimeQueueBacklog', withinMinutes: 25, labels: CHAT },
  { alert: 'ArksRuntimeFirstTokenSlow', withinMinutes: 25, labels: CHAT },
  { alert: 'ArksRuntimeRequestSlow', withinMinutes: 30, labels: CHAT },
  burns('chat-first-token'),
];
