import type { Command } from 'commander';
export function addCompletion(_: Command): void {}
