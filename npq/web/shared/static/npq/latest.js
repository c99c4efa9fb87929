// Wraps `ask(query, signal)` so that it is asked only after a pause, and only the latest answer counts.
// The promise gives undefined for a question that a later one overtook.
export function latestOnly(ask, pauseMs) {
  let asked = 0;
  let stop = new AbortController();
  return async (query) => {
    const mine = ++asked;
    stop.abort();
    await new Promise((resume) => setTimeout(resume, pauseMs));
    if (mine !== asked) return undefined;
    stop = new AbortController();
    try {
      const answer = await ask(query, stop.signal);
      return mine === asked ? answer : undefined;
    } catch (error) {
      if (mine !== asked) return undefined;
      throw error;
    }
  };
}
