import { init } from 'echarts'
import type { Panel } from './panels'

const COLUMNS = 2
const [WIDTH, ROW, LABELS, GAP] = [920, 190, 170, 84]

const themes = {
  light: { text: '#1f2328', quiet: '#59636e', ours: '#0b5fff', others: '#c3c9d0' },
  dark: { text: '#f0f6fc', quiet: '#9198a1', ours: '#6ea8ff', others: '#4a525b' },
}

/** All panels in one SVG with horizontal bars. Ours have a different color. */
export function drawPanels(panels: Panel[], theme: keyof typeof themes): string {
  const { text, quiet, ours, others } = themes[theme]
  const rows = Math.ceil(panels.length / COLUMNS)
  const half = WIDTH / COLUMNS
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: rows * ROW })
  const place = (index: number) => ({ left: (index % COLUMNS) * half, top: Math.floor(index / COLUMNS) * ROW })
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: 'system-ui, sans-serif' },
    title: panels.map(({ title, better }, index) => ({
      text: title,
      subtext: better === 'more' ? 'higher is better' : 'lower is better, logarithmic',
      ...place(index),
      textStyle: { color: text, fontSize: 14 },
      subtextStyle: { color: quiet, fontSize: 11 },
      itemGap: 3,
    })),
    grid: panels.map((_, index) => {
      const { left, top } = place(index)
      return { left: left + LABELS, top: top + 44, width: half - LABELS - GAP, height: ROW - 60 }
    }),
    xAxis: panels.map(({ better }, gridIndex) => ({
      gridIndex,
      type: better === 'more' ? 'value' : 'log',
      min: better === 'more' ? 0 : 0.1,
      startValue: better === 'more' ? 0 : 0.1,
      show: false,
    })),
    yAxis: panels.map(({ bars }, gridIndex) => ({
      gridIndex,
      type: 'category',
      inverse: true,
      data: bars.map(({ name }) => name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: text, fontSize: 12 },
    })),
    series: panels.map(({ bars }, index) => ({
      type: 'bar',
      xAxisIndex: index,
      yAxisIndex: index,
      barMaxWidth: 22,
      label: {
        show: true,
        position: 'right',
        color: text,
        formatter: ({ dataIndex }: { dataIndex: number }) => bars[dataIndex]!.words,
      },
      data: bars.map(({ name, value }) => ({ value, itemStyle: { color: name.startsWith('Rekey') ? ours : others } })),
    })),
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}
