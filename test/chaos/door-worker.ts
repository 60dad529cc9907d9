/** The back door of the shop under test: a Worker beside the others, on a socket of its own, that answers questions. */
import { type DoorEnv, QUESTIONS } from "./questions.ts";

export default {
  async fetch(request, env) {
    const name = new URL(request.url).pathname.slice(1);
    if (!isQuestion(name)) return new Response(`There is no question ${name}`, { status: 404 });
    const question = QUESTIONS[name] as (env: DoorEnv, input: unknown) => Promise<unknown>;
    try {
      return Response.json((await question(env, await request.json())) ?? null);
    } catch (error) {
      return new Response(String(error), { status: 500 });
    }
  },
} satisfies ExportedHandler<DoorEnv>;

function isQuestion(name: string): name is keyof typeof QUESTIONS {
  return Object.hasOwn(QUESTIONS, name);
}
