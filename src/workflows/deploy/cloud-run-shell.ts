// What the steps do that deploy to Cloud Run. Values come by variables: PROJECT, REGION, SERVICE, and what each names.

/** Lets Docker sign in at the registry of an image. */
export const SIGN_IN = `set -euo pipefail
gcloud auth configure-docker "\${IMAGE%%/*}" --quiet
`;

/**
 * Deploys a revision that gets no traffic, and says by which address it can be tried. Who serves is written down before
 * anything changes. Where nobody serves yet there is nothing to hold traffic back for, and gcloud refuses to.
 */
export const DEPLOY = `set -euo pipefail
place=(--project "$PROJECT" --region "$REGION")
state="$RUNNER_TEMP/cloud-run.json"
serving=
found=$(gcloud run services list "\${place[@]}" --filter "metadata.name=$SERVICE" --format 'value(metadata.name)')
if [ -n "$found" ]; then
  gcloud run services describe "$SERVICE" "\${place[@]}" --format json > "$state"
  serving=$(jq -r '[.status.traffic[]? | select((.percent // 0) > 0)] | group_by(.revisionName)
    | map("\\(.[0].revisionName)=\\(map(.percent) | add)") | join(",")' "$state")
fi
echo "serving=$serving" >> "$GITHUB_OUTPUT"
if [ -n "$serving" ]; then
  echo "serving: $serving"
  gcloud run deploy "$SERVICE" "\${place[@]}" --image "$IMAGE" --no-traffic --tag "$TAG" --quiet
  gcloud run services describe "$SERVICE" "\${place[@]}" --format json > "$state"
  revision=$(jq -er --arg tag "$TAG" 'first(.status.traffic[] | select(.tag == $tag)) | .revisionName' "$state")
  url=$(jq -er --arg tag "$TAG" 'first(.status.traffic[] | select(.tag == $tag)) | .url' "$state")
else
  echo "::notice title=$SERVICE::first deployment: nothing serves yet, so this revision gets all traffic at once"
  gcloud run deploy "$SERVICE" "\${place[@]}" --image "$IMAGE" --quiet
  gcloud run services describe "$SERVICE" "\${place[@]}" --format json > "$state"
  revision=$(jq -er '.status.latestReadyRevisionName' "$state")
  url=$(jq -er '.status.url' "$state")
fi
{
  echo "revision=$revision"
  echo "url=$url"
  echo "address=$(jq -er '.status.url' "$state")"
} >> "$GITHUB_OUTPUT"
echo "deployed: $revision at $url"
`;

/** Gives the revision its share of the traffic, by its name: a tag moves on with the next deployment. */
export const SHIFT = `set -euo pipefail
gcloud run services update-traffic "$SERVICE" --project "$PROJECT" --region "$REGION" --to-revisions "$REVISION=$PERCENT" --quiet
`;

/** Gives all traffic back to those who had it before. */
export const PUT_BACK = `set -euo pipefail
gcloud run services update-traffic "$SERVICE" --project "$PROJECT" --region "$REGION" --to-revisions "$SERVING" --quiet
echo "::warning title=$SERVICE::put back: $SERVING"
`;
