/** In a demonstration there is no phone: the platform shows what it would have texted. A real server has no such page. */
export async function demoText(phone: string): Promise<string> {
  try {
    const answer = await fetch(`/demo/outbox?phone=${encodeURIComponent(phone)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return "";
    const { items } = (await answer.json()) as { items: { text: string }[] };
    return items[0]?.text ?? "";
  } catch {
    return ""; // a comfort of the demonstration; without it the phone tells
  }
}
