// What the steps do that make, push and copy an image. Values come by variables.

/** Builds the image before anybody has a key: what is written for a sign-in must not end up in it. */
export const BUILD = `set -euo pipefail
docker build --file "$DOCKERFILE" --tag "lattice-build:$GITHUB_SHA" "$CONTEXT"
`;

/** Pushes it, and says under which digest: that is what is deployed, whatever becomes of its tag. */
export const PUSH = `set -euo pipefail
docker tag "lattice-build:$GITHUB_SHA" "$IMAGE:$GITHUB_SHA"
docker push "$IMAGE:$GITHUB_SHA"
digests=$(docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$IMAGE:$GITHUB_SHA")
digest=
while IFS= read -r line; do
  case "$line" in
    "$IMAGE@sha256:"*) digest=\${line#"$IMAGE@"} ;;
  esac
done <<< "$digests"
if [ -z "$digest" ]; then
  echo "::error title=image::nobody knows the digest under which $IMAGE:$GITHUB_SHA was pushed"
  exit 1
fi
{
  echo "image=$IMAGE"
  echo "digest=$digest"
} >> "$GITHUB_OUTPUT"
echo "pushed $IMAGE@$digest"
`;

/** Copies the very image that was tried to the registry of another environment. */
export const PROMOTE = `set -euo pipefail
if [ "$SOURCE" != "$IMAGE" ]; then
  docker buildx imagetools create --prefer-index=false --tag "$IMAGE:$GITHUB_SHA" "$SOURCE@$DIGEST"
  copied=$(docker buildx imagetools inspect --format '{{json .Manifest}}' "$IMAGE:$GITHUB_SHA" | jq -r '.digest')
  if [ "$copied" != "$DIGEST" ]; then
    echo "::error title=image::$IMAGE holds $copied, and what was tried is $DIGEST"
    exit 1
  fi
fi
echo "image=$IMAGE@$DIGEST" >> "$GITHUB_OUTPUT"
`;
