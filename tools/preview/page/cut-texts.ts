const CELLS = '[role="gridcell"], [role="columnheader"]';
/** Rounding of the browser. */
const TOLERANCE = 2;

/** Texts of a panel that cannot be read to their end: in cells, in text that has to be scrolled, and beyond its frame. */
export function cutTexts(panel: Element): readonly string[] {
  const cells = [...panel.querySelectorAll(CELLS)].filter((cell) => [cell, ...cell.querySelectorAll('*')].some(isCut));
  const texts = [...panel.querySelectorAll('.markdown-html')].filter(
    ({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + TOLERANCE,
  );
  const frame = panel.getBoundingClientRect();
  const beyond = [...panel.querySelectorAll('span, div')].filter(
    (one) => one.childElementCount === 0 && one.textContent !== '' && isBeyond(one.getBoundingClientRect(), frame),
  );
  const inScroll = (one: Element) => one.closest('[role="grid"], table, .markdown-html, [class*="scroll"]') !== null;
  return [...cells, ...texts, ...beyond.filter((one) => !inScroll(one))].map(({ textContent }) =>
    (textContent ?? '').slice(0, 60),
  );
}

function isCut({ scrollWidth, clientWidth }: Element): boolean {
  return clientWidth > 0 && scrollWidth > clientWidth + TOLERANCE;
}

function isBeyond(one: DOMRect, frame: DOMRect): boolean {
  return (
    one.width > 0 &&
    (one.right > frame.right + TOLERANCE ||
      one.left < frame.left - TOLERANCE ||
      one.bottom > frame.bottom + TOLERANCE ||
      one.top < frame.top - TOLERANCE)
  );
}
