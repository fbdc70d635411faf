"""Bundles, device keys and roster, remotes, and the publish and receive engine; no Qt, no SQL."""
