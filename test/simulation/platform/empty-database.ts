/** A database in which nothing is ever found: for what the campaign leaves out, such as the search index. */

const NOTHING = { results: [], meta: { changes: 0 } };

/** A statement that finds and changes nothing. */
class EmptyStatement {
  bind(): this {
    return this;
  }

  async run(): Promise<object> {
    return NOTHING;
  }

  async all(): Promise<object> {
    return NOTHING;
  }

  async first(): Promise<null> {
    return null;
  }
}

/** The binding of a database without rows. */
export class EmptyDatabase {
  prepare(): EmptyStatement {
    return new EmptyStatement();
  }

  withSession(): this {
    return this;
  }

  async batch(statements: readonly EmptyStatement[]): Promise<object[]> {
    return statements.map(() => NOTHING);
  }
}
