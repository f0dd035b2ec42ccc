import { commands } from './commands'

/** What can be the name of an act: every command that leaves one, and what is recorded without being in their list. */
export const actNames: readonly string[] = [
  ...Object.values(commands).flatMap(({ declared }) => (declared.record === false ? [] : [declared.name])),
  'console enter',
  'export',
  'import',
].sort()
