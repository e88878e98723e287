import { defineStore } from "pinia";
import { computed, ref } from "vue";
import { get, onSignedOut, post, remove, trust, type Answer } from "./api/client";
import { problemOf } from "./api/problem";

export type Who = Answer<"get", "/api/v1/session">;

/** Set by the server with every page it sends, so that nobody has to ask in vain: "1" while a session cookie is there. */
const HINT = /(?:^|;\s*)tradein_here=1/;

/** How long somebody who is known here waits for a slow network before going on without it; its answer still counts. */
const PATIENCE_MS = 1_000;

/** Who was signed in here when there was a network; only apps that work without one say so. */
let remembered: () => Promise<Who | null> = async () => null;
export function rememberWho(recall: () => Promise<Who | null>): void {
  remembered = recall;
}

/**
 * Who is signed in here. `state` is `unknown` until somebody asked, `out` when nobody is, and `half` while the session
 * lacks a second factor or a listed address: it may then do nothing but make up for it, or leave.
 */
export const useSession = defineStore("session", () => {
  const who = ref<Who | null>(null);
  const state = ref<"unknown" | "half" | "in" | "out">("unknown");
  const role = computed(() => who.value?.role ?? null);
  let asking: Promise<void> | null = null;

  /** Find out who is signed in; once, however many ask. Throws a `Problem` when the server cannot be reached. */
  function load(): Promise<void> {
    asking ??= find().finally(() => (asking = null));
    return asking;
  }

  /** Only the first page goes on before the answer is there: a change needs the answer's proof. */
  async function find(): Promise<void> {
    const first = state.value === "unknown";
    // The server is asked while the device still looks up who was here.
    const asked = HINT.test(document.cookie) ? get("/api/v1/session") : null;
    asked?.catch(() => undefined);
    const known = await remembered();
    if (!asked && !known) return leave();
    const answer = asked ?? get("/api/v1/session");
    try {
      const found = await (known && first ? Promise.race([answer, soon()]) : answer);
      if (found) return enter(found);
      enter(known!);
      void answer.then(enter, (error: unknown) => problemOf(error).status === 401 && leave());
    } catch (error) {
      const { status } = problemOf(error);
      // Without a network the app goes on as whoever it was; the server asks again with the first change.
      if (known && (status === 0 || status >= 500)) enter(known);
      else if (status === 401) leave();
      else throw error;
    }
  }

  const soon = (): Promise<null> => new Promise((go) => setTimeout(go, PATIENCE_MS, null));

  /** Take over a session that was just opened or changed, whichever way. */
  function enter(found: Who): void {
    trust(found.csrf_token ?? null);
    who.value = found;
    state.value = found.lacks.length ? "half" : "in";
    document.cookie = "tradein_here=1; Path=/; SameSite=Lax";
  }

  function leave(): void {
    trust(null);
    who.value = null;
    state.value = "out";
    document.cookie = "tradein_here=; Path=/; Max-Age=0; SameSite=Lax";
  }

  /** Sign in with account and password, as a certain membership if several are held. */
  async function signIn(account: string, password: string, membership?: string): Promise<void> {
    enter(await post("/api/v1/session", { body: { account, password, ...(membership ? { membership } : {}) } }));
  }

  /** The way on after `password_expired`: set a new password, the present one as proof, and be signed in; who has a second factor gives it with it. */
  async function renewPassword(account: string, password: string, wanted: string, proof: { code?: string; recovery_code?: string } = {}): Promise<void> {
    enter(await post("/api/v1/session/password", { body: { account, password, new_password: wanted, ...proof } }));
  }

  /** Give the authenticator's code, or in its place a recovery code. */
  async function giveSecondFactor(proof: { code: string } | { recovery_code: string }): Promise<void> {
    enter(await post("/api/v1/session/second-factor", { body: proof }));
  }

  /** Prove who one is once more: sensitive acts (`reauth_required`) are open for five minutes. */
  async function proveAgain(proof: { code: string } | { password: string } | { phone: string; phone_code: string }): Promise<void> {
    enter(await post("/api/v1/session/reauth", { body: proof }));
  }

  /** Read the session anew, after something about it changed. */
  const renew = (): Promise<void> => find();

  /** End the session everywhere on this device. */
  async function signOut(): Promise<void> {
    await remove("/api/v1/session");
    leave();
  }

  onSignedOut(leave, async () => {
    await find();
    return who.value !== null;
  });

  return { who, state, role, load, renew, enter, leave, signIn, renewPassword, giveSecondFactor, proveAgain, signOut };
});
