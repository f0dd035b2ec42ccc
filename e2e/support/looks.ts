/** The ways in which every page is looked at. */
export const looks = [
  { name: 'light', use: { colorScheme: 'light', viewport: { width: 1280, height: 900 } } },
  { name: 'dark, 320 px wide', use: { colorScheme: 'dark', viewport: { width: 320, height: 640 } } },
  { name: 'forced colours', use: { forcedColors: 'active', viewport: { width: 640, height: 640 } } },
  { name: 'without script, 320 px wide', use: { script: false, viewport: { width: 320, height: 640 } } },
] as const
