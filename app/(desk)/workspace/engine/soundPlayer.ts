import type { Clock } from "./clock.ts";
import type { Loudness, Sound } from "./sounds.ts";
import { createStore, type Store } from "./store.ts";

type Tone = { hertz: number; at: number; for: number };

/** A message is two notes upwards, a request three that come twice. In seconds. */
const tunes: Record<Sound, readonly Tone[]> = {
  message: [
    { hertz: 587.33, at: 0, for: 0.16 },
    { hertz: 880, at: 0.12, for: 0.28 },
  ],
  request: [0, 0.6].flatMap((begin) => [
    { hertz: 659.26, at: begin, for: 0.16 },
    { hertz: 783.99, at: begin + 0.14, for: 0.16 },
    { hertz: 1046.5, at: begin + 0.28, for: 0.3 },
  ]),
};
const volumes: Record<Loudness, number> = { off: 0, quiet: 0.06, normal: 0.2 };

/** An allowed sound runs by then: until it is known, nobody is told that it is blocked. */
const STARTED_BY = 400;
/** What could not be heard is made up for within so long. */
const STILL_NEWS = 3_000;

/** Makes the sounds, out of nothing but the browser's own oscillators; says when the browser does not let it. */
export class SoundPlayer {
  /** A sound was to be heard, and the browser refused it. */
  readonly blocked: Store<boolean> = createStore(false);
  private readonly clock: Clock;
  private audio: AudioContext | null = null;
  private missed: { sound: Sound; loudness: Loudness; at: number } | null = null;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  play(sound: Sound, loudness: Loudness): void {
    if (loudness === "off") return;
    const audio = this.context();
    if (!audio) return;
    if (audio.state === "running") {
      sing(audio, tunes[sound], volumes[loudness]);
      return;
    }
    this.missed = { sound, loudness, at: this.clock.now() };
    audio.resume().catch(() => {});
    this.clock.after(STARTED_BY, () => this.blocked.set(audio.state !== "running"));
  }

  /** The person did something: a browser that waited for that lets sounds be heard from now on. */
  touched(): void {
    if (this.blocked.get()) this.audio?.resume().catch(() => {});
  }

  /** Nothing is to be heard, and so nothing is blocked. */
  silence(): void {
    this.missed = null;
    this.blocked.set(false);
  }

  private context(): AudioContext | null {
    if (this.audio || typeof AudioContext === "undefined") return this.audio;
    const audio = new AudioContext();
    audio.addEventListener("statechange", () => {
      if (audio.state !== "running") return;
      this.blocked.set(false);
      const { missed } = this;
      this.missed = null;
      if (missed && this.clock.now() - missed.at < STILL_NEWS)
        sing(audio, tunes[missed.sound], volumes[missed.loudness]);
    });
    this.audio = audio;
    return audio;
  }
}

function sing(audio: AudioContext, tune: readonly Tone[], volume: number): void {
  for (const tone of tune) {
    const begin = audio.currentTime + tone.at;
    const end = begin + tone.for;
    const gain = new GainNode(audio, { gain: 0 });
    const source = new OscillatorNode(audio, { type: "sine", frequency: tone.hertz });
    // Neither begins nor ends with a click.
    gain.gain.setValueAtTime(0, begin);
    gain.gain.linearRampToValueAtTime(volume, begin + 0.02);
    gain.gain.linearRampToValueAtTime(0, end);
    source.connect(gain).connect(audio.destination);
    source.start(begin);
    source.stop(end);
  }
}
