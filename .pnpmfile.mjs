/**
 * The pinned Node binaries state `os` and `cpu` as plain text. As lists the lockfile keeps them, so that only the binary
 * that fits the machine is fetched.
 */
function readPackage(manifest) {
  if (!/^node-(linux|win|darwin)-/.test(manifest.name ?? '')) return manifest;
  for (const field of ['os', 'cpu']) if (typeof manifest[field] === 'string') manifest[field] = [manifest[field]];
  return manifest;
}

export const hooks = { readPackage };
