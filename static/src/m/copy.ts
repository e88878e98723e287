/** Fetches the file with everything held about the reader and lets the browser keep it. */
import { Problem, told } from "../shared/api/problem";
import { language, tag } from "../shared/language";
import { useSession } from "../shared/session";

export type CopyForm = "html" | "xlsx" | "json";

export async function fetchCopy(format: CopyForm): Promise<void> {
  const headers = { "Content-Type": "application/json", "Accept-Language": tag(language.value), "X-CSRF-Token": useSession().who?.csrf_token ?? "" };
  const answer = await fetch("/api/v1/me/export", { method: "POST", headers, body: JSON.stringify({ format }) }).catch(() => {
    throw Problem.local("offline");
  });
  if (!answer.ok) throw await told(answer);
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = `my-data.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
