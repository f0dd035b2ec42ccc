/** The two ways in which every page is tested, in a small dark window, where most problems show. */
export const ways = [
  { name: 'with script', use: { colorScheme: 'dark', viewport: { width: 320, height: 640 } } },
  { name: 'without script', use: { script: false, viewport: { width: 320, height: 640 } } },
] as const

/** The looks that a page can take on without being loaded again. */
export const otherLooks = [
  {
    name: 'light',
    media: { colorScheme: 'light', forcedColors: 'none' },
    size: { width: 1280, height: 900 },
    // Other elements show in a wide window.
    rules: undefined,
  },
  {
    name: 'forced colors',
    media: { colorScheme: 'light', forcedColors: 'active' },
    size: { width: 640, height: 640 },
    rules: ['color-contrast', 'link-in-text-block', 'target-size'],
  },
] as const
