// Accessibility, judged by axe-core.
import axe from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * The violations on a page, one line each: `rule: what (selector, selector)`. Evaluated through the debugger, because the
 * content policy rightly refuses a script that a test adds.
 */
export async function violations(page, tags = TAGS) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((values) => axe.run(document, { runOnly: { type: "tag", values } }), tags);
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(" ")).join(", ")})`);
}
