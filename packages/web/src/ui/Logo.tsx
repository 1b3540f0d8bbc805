/** Three cells, one of them yours. */
export function Logo({ size = 24 }: { size?: number }): React.ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="currentColor" aria-hidden="true" style={{ color: 'var(--hx-accent)', flex: 'none' }}>
      <path d="M12 1.6 16.3 4.1v5L12 11.6 7.7 9.1v-5z" />
      <path d="M7 11.1l4.3 2.5v5L7 21.1l-4.3-2.5v-5z" opacity=".55" />
      <path d="M17 11.1l4.3 2.5v5L17 21.1l-4.3-2.5v-5z" opacity=".3" />
    </svg>
  );
}
