import { thorough } from '../needs'

/** The displays on which every page is tested. `npm test` uses the narrow ones, where most problems show. */
export const looks = [
  { name: 'light', tag: thorough, use: { colorScheme: 'light', viewport: { width: 1280, height: 900 } } },
  { name: 'dark, 320 px wide', tag: undefined, use: { colorScheme: 'dark', viewport: { width: 320, height: 640 } } },
  { name: 'forced colors', tag: thorough, use: { forcedColors: 'active', viewport: { width: 640, height: 640 } } },
  {
    name: 'without script, 320 px wide',
    tag: undefined,
    use: { script: false, viewport: { width: 320, height: 640 } },
  },
] as const
