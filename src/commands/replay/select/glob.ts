/** Matches fixture ids by a glob: `*` within one name, `**` over names, `?`, `{a,b}`. */
export function globMatcher(glob: string): (id: string) => boolean {
  let open = 0;
  const source = glob.replace(/\*\*\/|\*\*|[*?{},]|[.+^$()|[\]\\]/g, (token) => {
    switch (token) {
      case '**/':
        return '(?:.*/)?';
      case '**':
        return '.*';
      case '*':
        return '[^/]*';
      case '?':
        return '[^/]';
      case '{':
        open++;
        return '(?:';
      case '}':
        open--;
        return ')';
      case ',':
        return open > 0 ? '|' : ',';
      default:
        return `\\${token}`;
    }
  });
  const pattern = compile(source) ?? compile(glob.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return (id) => pattern?.test(id) ?? false;
}

/** Null for braces that do not pair up. */
function compile(source: string): RegExp | null {
  try {
    return new RegExp(`^(?:${source})$`);
  } catch {
    return null;
  }
}
