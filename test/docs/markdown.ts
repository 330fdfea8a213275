/** Where links of a page lead that stay in the project: file and anchor. */
export function links(text: string): readonly { readonly file: string; readonly anchor: string }[] {
  return [...text.matchAll(/\]\((?!https?:)([^)#]*)#?([^)]*)\)/g)].map(([, file = '', anchor = '']) => ({
    file,
    anchor,
  }));
}

/** The anchors that a page has, as GitHub makes them of headings. */
export function anchors(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replace(/\s/g, '-'),
  );
}
