import { registered } from "#server/registry.ts";
import en from "../../../messages/en/widget.json";
import es from "../../../messages/es/widget.json";
import gl from "../../../messages/gl/widget.json";
import pt from "../../../messages/pt/widget.json";
import { chatHtml, chatPolicy } from "../html.ts";

export const dynamic = "force-dynamic";

const words = new Map(Object.entries({ gl, en, es, pt }));

/**
 * The page in the widget's iframe: a few lines of HTML and the small chat, none of the desk's code. Who may
 * embed it stands in its policy, from the workstream's allowed hosts. An unknown key gets 404 and a page
 * that says so, wherever it is embedded: there is nothing in it to protect.
 */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ workstream: string }> },
): Promise<Response> {
  const { workstream } = await params;
  const asked = new URL(request.url).searchParams.get("locale") ?? "";
  const locale = words.has(asked) ? asked : "gl";
  const found = await registered().chatPage(workstream);
  const policy = chatPolicy(request.headers.get("host") ?? "", found ? found.allowedHosts : null);
  return new Response(chatHtml(workstream, locale, words.get(locale) ?? gl), {
    status: found ? 200 : 404,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
  });
}
