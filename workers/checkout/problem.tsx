/** Failures as pages, for people on their way through the checkout. */
import type { ProblemBody } from "../../contracts/problem.ts";
import { links } from "../../http/links.ts";
import { type KnownProblem, problemBody } from "../../http/problem.ts";
import { PlainPage } from "../../ui/page.tsx";
import { ProblemContent } from "../../ui/problem-page.tsx";
import { type Answer, type CheckoutContext, page } from "./answer.ts";

const TRY_AGAIN = "Please try again in a moment.";

/** Renders a failure for people. */
export function problemPage(c: CheckoutContext, body: ProblemBody): Answer {
  const isMissing = body.code === "not_found";
  const title = isMissing ? "This page is not here" : body.title;
  const text = body.detail ?? (isMissing ? missingText(c.req.path) : TRY_AGAIN);
  const requestId = body.status >= 500 ? body.requestId : undefined;
  return page(
    c,
    <PlainPage
      shopName={c.env.SHOP_NAME}
      title={title}
      back={{ href: links.cart(), label: "Back to cart" }}
    >
      <ProblemContent title={title} text={text} requestId={requestId}>
        <a class="button primary" href={links.cart()}>
          Go to the cart
        </a>
      </ProblemContent>
    </PlainPage>,
    body.status,
  );
}

/** Answers a page's request with the failure as a page. */
export function refuse(c: CheckoutContext, failure: KnownProblem): Answer {
  return problemPage(c, problemBody(c, failure));
}

function missingText(path: string): string {
  return path.startsWith("/orders")
    ? "The link to this order is not whole. The one in your e-mail is."
    : "It may belong to another browser, or be long over.";
}
