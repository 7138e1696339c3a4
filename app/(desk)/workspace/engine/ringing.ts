import type { Engine } from "./engine.ts";
import { Foremost } from "./foremost.ts";
import { SoundPlayer } from "./soundPlayer.ts";
import { Bell, isMessageBehind, type Loudness, loudnessStorage, type Sound } from "./sounds.ts";
import { createStore, type Store } from "./store.ts";
import { conversationOf } from "./subject.ts";
import { area } from "./windowState.ts";

/** What can be heard of one agent's window: requests that come, and messages in sessions behind. */
export class Ringing {
  readonly loudness: Store<Loudness> = createStore<Loudness>("normal");
  readonly player: SoundPlayer;
  private readonly engine: Engine;
  private readonly bell: Bell;

  constructor(engine: Engine) {
    this.engine = engine;
    this.player = new SoundPlayer(engine.clock);
    this.bell = new Bell(engine.clock, (sound) => this.player.play(sound, this.loudness.get()));
  }

  choose(loudness: Loudness): void {
    this.loudness.set(loudness);
    this.storage().save(loudness);
    if (loudness === "off") this.player.silence();
    else this.player.play("message", loudness);
  }

  /** The person asks to hear it. */
  unblock(): void {
    this.player.play("message", this.loudness.get());
  }

  /** Listens, in the browser alone; the answer stops it. */
  start(): () => void {
    const { engine } = this;
    const { key, load } = this.storage();
    this.loudness.set(load());
    const locks = typeof navigator === "undefined" ? null : (navigator.locks ?? null);
    const foremost = new Foremost(key, locks);
    const want = (sound: Sound) => {
      if (foremost.isForemost && this.loudness.get() !== "off") this.bell.want(sound);
    };
    let rung = new Set<string>();
    const lookAtOffers = () => {
      const ringing = Object.keys(engine.actor.getSnapshot().context.offers);
      if (ringing.some((id) => !rung.has(id))) want("request");
      rung = new Set(ringing);
    };
    const unheard = engine.onFrame((frame) => {
      if (frame === "reloaded") return;
      const inFocus = engine.attention.now() ? conversationOf(engine.selected()) : null;
      if (isMessageBehind(frame, engine.desk.get(), inFocus)) want("message");
    });
    const offers = engine.actor.subscribe(lookAtOffers);
    const ending = new AbortController();
    const touched = () => {
      foremost.take();
      this.player.touched();
    };
    for (const sign of ["pointerdown", "keydown"] as const)
      window.addEventListener(sign, touched, { signal: ending.signal, capture: true, passive: true });
    window.addEventListener("focus", () => foremost.take(), { signal: ending.signal });
    const chosenElsewhere = (event: StorageEvent) => {
      if (event.key !== key) return;
      this.loudness.set(load());
      if (this.loudness.get() === "off") this.player.silence();
    };
    window.addEventListener("storage", chosenElsewhere, { signal: ending.signal });
    foremost.start();
    lookAtOffers();
    return () => {
      ending.abort();
      unheard();
      offers.unsubscribe();
      foremost.stop();
    };
  }

  private storage() {
    return loudnessStorage(area("localStorage"), this.engine.desk.get().me.id);
  }
}

const known = new WeakMap<Engine, Ringing>();

/** The one of this window. */
export function ringingOf(engine: Engine): Ringing {
  const ringing = known.get(engine) ?? new Ringing(engine);
  known.set(engine, ringing);
  return ringing;
}
