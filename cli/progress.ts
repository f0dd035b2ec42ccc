type Screen = Pick<NodeJS.WriteStream, 'write' | 'isTTY'>
type Step = { done: number; fraction?: number; unit: string }

const WIDTH = 24
/** A bar is redrawn in place, while every line in a log stays. */
const SECONDS_BETWEEN = { bar: 0.2, lines: 10 }

/** Shows the progress of a long command: as a bar in a terminal, otherwise as a line now and then. */
export function progressOn(screen: Screen) {
  const begun = performance.now()
  const pause = screen.isTTY ? SECONDS_BETWEEN.bar : SECONDS_BETWEEN.lines
  let next = screen.isTTY ? 0 : pause
  return {
    show(step: Step): void {
      const seconds = (performance.now() - begun) / 1000
      if (seconds < next) return
      next = seconds + pause
      screen.write(
        screen.isTTY
          ? `\r\u001b[K${bar(step.fraction)}${progressText(step, seconds)}`
          : `${progressText(step, seconds)}\n`,
      )
    },
    end(): void {
      if (screen.isTTY) screen.write('\r\u001b[K')
    },
  }
}

function bar(fraction = 0): string {
  const full = Math.round(fraction * WIDTH)
  return `[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] `
}

/** `43%, 430,000 rows, 12,300 per second, 0:46 left` */
export function progressText({ done, fraction, unit }: Step, seconds: number): string {
  const rate = `${number(done / Math.max(seconds, 0.001))} per second`
  const left = fraction && fraction < 1 ? `${clock((seconds / fraction) * (1 - fraction))} left` : undefined
  const share = fraction === undefined ? undefined : `${Math.floor(fraction * 100)}%`
  return [share, `${number(done)} ${unit}`, rate, left].filter(Boolean).join(', ')
}

export const number = (value: number): string => Math.round(value).toLocaleString('en-US')

function clock(seconds: number): string {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
