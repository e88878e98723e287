import { onMounted, onUnmounted } from "vue";

/** Lets Esc lead back. On the window: after a change of page nothing of the new page has the focus yet. */
export function useEscape(back: () => void): void {
  const pressed = (event: KeyboardEvent): void => {
    const field = event.target instanceof Element && event.target.closest("input,select,textarea,dialog");
    if (event.key === "Escape" && !field) back();
  };
  onMounted(() => window.addEventListener("keydown", pressed));
  onUnmounted(() => window.removeEventListener("keydown", pressed));
}
