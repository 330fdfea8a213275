import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../support/commands.js';

const FOLDER = join(PROJECT, 'docs/decisions');
const index = readFileSync(join(FOLDER, 'README.md'), 'utf8');
const rooms = [...index.replace(/```[\s\S]*?```/, '').matchAll(/^## (.+)$/gm)].map(([, room = '']) => room);

const decisions = readdirSync(FOLDER)
  .filter((file) => file !== 'README.md')
  .map((file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    const {
      number = '',
      title = '',
      status = '',
      room = '',
      body = '',
    } = /^# (?<number>\d{4})\. (?<title>.+)\n\n- Status: (?<status>.+)\n- Room: (?<room>.+)\n\n(?<body>[\s\S]+)\n$/.exec(
      text,
    )?.groups ?? {};
    return { file, number, title, status, room, body };
  });

/** The decision that a status names, where it names one. */
const laterOf = (status: string) => /(?:superseded|amended) by \[(\d{4})\]\((\S+)\)$/.exec(status)?.slice(1);

test('decisions are numbered from 1 without a gap', () => {
  expect(decisions.length).toBeGreaterThan(100);
  expect(decisions.map(({ number }) => Number(number))).toEqual(decisions.map((_, index) => index + 1));
});

test.each(decisions)(
  '$file has a title, a status, a room and a reason, and is named after its title',
  ({ file, number, title, status, room, body }) => {
    const slug = title
      .toLowerCase()
      .replaceAll("'", '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    expect(file).toBe(`${number}-${slug}.md`);
    expect(status).toMatch(/^(accepted|accepted, amended by \[\d{4}\]\(\S+\)|superseded by \[\d{4}\]\(\S+\))$/);
    expect(rooms).toContain(room);
    expect(body.length).toBeGreaterThan(40);
  },
);

test('what supersedes or amends a decision came later, and is linked by its number', () => {
  const named = decisions.flatMap(({ number, status }) => {
    const [later, file] = laterOf(status) ?? [];
    return later === undefined ? [] : [{ number, later, file }];
  });
  expect(named.length).toBeGreaterThan(5);
  for (const { number, later, file } of named) {
    expect(Number(later)).toBeGreaterThan(Number(number));
    expect(decisions.find((one) => one.number === later)?.file).toBe(file);
  }
});

test('the index lists every decision once, under its room, and says which are amended', () => {
  const listed = index
    .split(/^## /m)
    .slice(1)
    .flatMap((part) => {
      const [room = ''] = part.split('\n');
      return [...part.matchAll(/^- \[(\d{4})\]\((\S+)\) (.+)$/gm)].map(([, number, file, title]) => ({
        number,
        file,
        title,
        room,
      }));
    });
  const expected = decisions.map(({ number, file, title, status, room }) => {
    const later = laterOf(status)?.[0];
    const word = status.startsWith('superseded') ? 'superseded' : 'amended';
    return { number, file, title: later === undefined ? title : `${title} (${word} by ${later})`, room };
  });
  expect(listed.toSorted((a, b) => Number(a.number) - Number(b.number))).toEqual(expected);
});

test('files of the program that decisions name are there', () => {
  const named = decisions.flatMap(({ file, body }) =>
    [...body.matchAll(/`((?:src|test|tools|docs|findings)\/[^`<*\s]*)`/g)].map(([, path = '']) => ({ file, path })),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(({ path }) => !existsSync(join(PROJECT, path)))).toEqual([]);
});
