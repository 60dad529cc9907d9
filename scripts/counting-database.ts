/** A database that tells how many rows its answers took: D1 counts them, and bills them. */

/** @returns the database; `onRead` hears of the rows that each answer read */
export function countingDatabase(db: D1Database, onRead: (rows: number) => void): D1Database {
  const told = <Answer>(answer: Answer): Answer => {
    for (const each of Array.isArray(answer) ? answer : [answer]) {
      onRead(Number((each as { meta?: { rows_read?: number } }).meta?.rows_read ?? 0));
    }
    return answer;
  };
  const statements = new WeakMap<object, D1PreparedStatement>();
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const wrapped = new Proxy(statement, {
      get(target, key) {
        if (key === "bind") return (...values: unknown[]) => wrap(target.bind(...values));
        if (key === "all") return async () => told(await target.all());
        if (key === "first") {
          return async (column?: string) => {
            const { results } = told(await target.all<Record<string, unknown>>());
            const row = results[0] ?? null;
            return row === null || column === undefined ? row : row[column];
          };
        }
        return Reflect.get(target, key);
      },
    });
    statements.set(wrapped, statement);
    return wrapped;
  };
  return new Proxy(db, {
    get(target, key) {
      if (key === "prepare") return (sql: string) => wrap(target.prepare(sql));
      if (key === "batch") {
        return async (all: D1PreparedStatement[]) =>
          told(await target.batch(all.map((each) => statements.get(each) ?? each)));
      }
      return Reflect.get(target, key);
    },
  });
}
