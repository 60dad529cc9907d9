/** The shop's own icons, drawn on a grid of 24, inlined so that they need no request. */

const DRAWINGS = {
  alert: "M12 4 3 19.5h18L12 4ZM12 10v4.5M12 17.2v.1",
  arrow: "M4.5 12h15M13.5 6l6 6-6 6",
  bag: "M5.5 8.5h13l1 11.5h-15l1-11.5ZM8.8 11V7a3.2 3.2 0 0 1 6.4 0v4",
  check: "m5 12.5 4.6 4.6L19.5 7",
  chevron: "m6 9.5 6 6 6-6",
  close: "m6 6 12 12M18 6 6 18",
  leaf: "M5 19.5c0-9 5-14 14.5-14.5 0 9.5-4.5 14-11.5 13.5M5 19.5c1.5-4.5 4-7.5 8-9.5",
  lock: "M6 10.5h12v9H6v-9ZM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5M12 14v2.5",
  menu: "M4 8h16M4 16h16",
  minus: "M6 12h12",
  moon: "M19.5 14.2A8 8 0 0 1 9.8 4.5a8 8 0 1 0 9.7 9.7Z",
  parcel: "m12 3.5 8 4.2v8.6l-8 4.2-8-4.2V7.7l8-4.2ZM4 7.7l8 4.3 8-4.3M12 12v8.5",
  plus: "M6 12h12M12 6v12",
  return: "M8.5 5 4.5 9l4 4M4.5 9H14a5.5 5.5 0 0 1 0 11H9",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.3 15.3 20.5 20.5",
  sliders: "M4 7.5h10M18 7.5h2M4 16.5h2M10 16.5h10M16 5.5v4M8 14.5v4",
  sun: "M12 8.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6ZM12 2.5V5M12 19v2.5M2.5 12H5M19 12h2.5M5.3 5.3 7 7M17 17l1.7 1.7M18.7 5.3 17 7M7 17l-1.7 1.7",
  truck:
    "M2.5 6.5h12v10h-12v-10ZM14.5 10h4l3 3.2v3.3h-7M7 19.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM17.5 19.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
} as const;

/** The icons there are. */
export type IconName = keyof typeof DRAWINGS;

/** An icon beside a word, or within a control that has a name of its own: nobody hears it. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      class={`icon icon-${name}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={DRAWINGS[name]} />
    </svg>
  );
}

/** The shop's mark: a wick's flame above the tide. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path
        fill="currentColor"
        d="M12 2.5c2.7 2.9 4.1 5.1 4.1 7.3a4.1 4.1 0 0 1-8.2 0c0-2.2 1.4-4.4 4.1-7.3Z"
      />
      <path
        stroke="currentColor"
        stroke-width="1.9"
        stroke-linecap="round"
        d="M2.5 18.6c2.4-1.9 4.7-1.9 7.1 0s4.7 1.9 7.1 0c1.6-1.3 3.2-1.7 4.8-1.2"
      />
    </svg>
  );
}
