/**
 * Runs in the page, as one piece: it may use nothing from outside of itself.
 *
 * Goes through the open conversations in turn, `times` times, by a click on each session's button. A switch
 * counts as over one frame after a frame began with the new conversation's name and messages on the screen:
 * by then the browser has painted them.
 * @returns for each switch the milliseconds from the click on.
 */
export async function switchSessions(times: number): Promise<number[]> {
  const frame = () => new Promise<number>((drawn) => requestAnimationFrame(drawn));
  const buttons = [...document.querySelectorAll<HTMLElement>("nav li button:not([aria-label])")].filter(
    (button) => /Visitor \d\d/.test(button.textContent ?? ""),
  );
  // The last message stands right behind the name; visitors of the bench have two digits.
  const titles = buttons.map((button) => /Visitor \d\d/.exec(button.textContent ?? "")?.[0] ?? "");
  const shows = (title: string): boolean => {
    const log = document.querySelector<HTMLElement>('[role="log"]');
    if (!log || document.querySelector("section h1")?.textContent !== title) return false;
    const { top, bottom } = log.getBoundingClientRect();
    const middle = document.elementsFromPoint(log.getBoundingClientRect().left + 40, (top + bottom) / 2);
    if (!middle.includes(log)) return false;
    let covered = 0;
    for (const message of log.querySelectorAll("[data-message]")) {
      const box = message.getBoundingClientRect();
      covered += Math.max(0, Math.min(bottom, box.bottom) - Math.max(top, box.top));
    }
    // Messages, not the places where they will be: there is air between them.
    return covered > (bottom - top) / 2;
  };
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const next = (time + 1) % buttons.length;
    const since = performance.now();
    buttons[next]?.click();
    for (;;) {
      await frame();
      if (shows(titles[next] ?? "")) break;
      if (performance.now() - since > 10_000) throw new Error(`${titles[next]} was never shown`);
    }
    await frame();
    taken.push(performance.now() - since);
    await frame();
  }
  return taken;
}

/** In the page: what two frames take when nothing happens, at any moment between them. */
export async function bareFrames(times: number): Promise<number[]> {
  const frame = () => new Promise<number>((drawn) => requestAnimationFrame(drawn));
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const since = performance.now();
    await frame();
    await frame();
    taken.push(performance.now() - since);
    await frame();
  }
  return taken;
}

/**
 * In the page: scrolls the log back by `by` pixels a frame.
 * @returns the milliseconds between the frames.
 */
export async function scrollBack({ frames, by }: { frames: number; by: number }): Promise<number[]> {
  const frame = () => new Promise<number>((drawn) => requestAnimationFrame(drawn));
  const log = document.querySelector<HTMLElement>('[role="log"]');
  if (!log) throw new Error("There is no log.");
  const gaps: number[] = [];
  let last = await frame();
  for (let count = 0; count < frames; count += 1) {
    log.scrollTop -= by;
    const now = await frame();
    gaps.push(now - last);
    last = now;
  }
  return gaps;
}
