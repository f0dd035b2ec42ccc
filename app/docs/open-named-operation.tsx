'use client'
import { useEffect } from 'react'

/** Opens the operation that the URL names after its #, when it is called up and when it changes. */
export function OpenNamed() {
  useEffect(() => {
    const open = () => {
      const named = document.getElementById(location.hash.slice(1))
      if (!(named instanceof HTMLDetailsElement)) return
      named.open = true
      named.scrollIntoView()
    }
    open()
    addEventListener('hashchange', open)
    return () => removeEventListener('hashchange', open)
  }, [])
  return null
}
