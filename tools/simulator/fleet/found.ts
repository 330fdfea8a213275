/** The value of that name. Throws where there is none, and says which there are. */
export function found<Value>(what: string, values: ReadonlyMap<string, Value>, name: string): Value {
  const value = values.get(name);
  if (value === undefined) throw new Error(`${what} must be one of ${[...values.keys()].join(', ')}, got ${name}`);
  return value;
}
