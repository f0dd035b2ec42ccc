/** Text in which words between backticks are shown as code. */
export function Code({ children }: { children: string }) {
  return children.split('`').map((part, index) => (index % 2 ? <code key={part}>{part}</code> : part))
}
