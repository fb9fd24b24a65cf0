// What the steps do that deploy to ECS. Values come by variables: CLUSTER, SERVICE, and what each names.

/** Says what serves now, and refuses a service whose failed deployment nobody would roll back. */
export const REMEMBER = `set -euo pipefail
state="$RUNNER_TEMP/ecs-service.json"
aws ecs describe-services --cluster "$CLUSTER" --services "$SERVICE" --output json > "$state"
status=$(jq -r '.services[0].status // "missing"' "$state")
if [ "$status" != ACTIVE ]; then
  echo "::error title=$SERVICE::there is no active service of this name in $CLUSTER ($status): create it before its first deployment"
  exit 1
fi
if ! jq -e '.services[0].deploymentConfiguration.deploymentCircuitBreaker | .enable and .rollback' "$state" > /dev/null; then
  echo "::error title=$SERVICE::its deployment circuit breaker does not roll back: aws ecs update-service --cluster $CLUSTER --service $SERVICE --deployment-configuration 'deploymentCircuitBreaker={enable=true,rollback=true}'"
  exit 1
fi
serving=$(jq -r '.services[0] | (first(.deployments[]? | select(.rolloutState == "COMPLETED")) // .) | .taskDefinition' "$state")
echo "serving=$serving" >> "$GITHUB_OUTPUT"
echo "serving: $serving"
`;

/**
 * Writes the task definition with the image by its digest: into the containers that run this image, else into the only one.
 * TASK_DEFINITION is a file, or else the family whose newest revision is taken.
 */
export const RENDER = `set -euo pipefail
template="$RUNNER_TEMP/ecs-template.json"
if [ -f "$TASK_DEFINITION" ]; then
  cp "$TASK_DEFINITION" "$template"
else
  aws ecs describe-task-definition --task-definition "$TASK_DEFINITION" --query taskDefinition --output json > "$template"
fi
jq --arg image "$IMAGE" '
  def name: sub("@.*$"; "") | sub(":[^:/]*$"; "");
  def path: name | sub("^[^/]*[.][^/]*/"; "");
  [.containerDefinitions[] | select(.image | path == ($image | path)) | .name] as $ours
  | (if ($ours | length) > 0 then $ours
     elif (.containerDefinitions | length) == 1 then [.containerDefinitions[0].name]
     else error("none of its containers has the image " + ($image | name)) end) as $names
  | .containerDefinitions |= map(if .name as $one | $names | any(. == $one) then .image = $image else . end)
' "$template" > "$RUNNER_TEMP/ecs-task-definition.json"
`;

/**
 * Sees whether what was deployed is what serves: after a rollback the service is stable as well, with the old one. Looks as often
 * as it takes until ECS says so, ten minutes at most.
 */
export const VERIFY = `set -euo pipefail
for _ in {1..30}; do
  state=$(aws ecs describe-services --cluster "$CLUSTER" --services "$SERVICE" --output json)
  primary=$(jq -r '.services[0].deployments[] | select(.status == "PRIMARY") | "\\(.taskDefinition) \\(.rolloutState // "COMPLETED")"' <<< "$state")
  case "$primary" in
    "$DEPLOYED COMPLETED")
      echo "serving: $DEPLOYED"
      exit 0
      ;;
    "$DEPLOYED IN_PROGRESS") sleep 20 ;;
    *)
      echo "::error title=$SERVICE::rolled back: $DEPLOYED was deployed, and the service runs $primary"
      exit 1
      ;;
  esac
done
echo "::error title=$SERVICE::$DEPLOYED is still on its way"
exit 1
`;

/** Deploys again what served before, and sees that it does. Where it serves already, nothing happens. */
export const PUT_BACK = `set -euo pipefail
aws ecs update-service --cluster "$CLUSTER" --service "$SERVICE" --task-definition "$SERVING" --output json > /dev/null
aws ecs wait services-stable --cluster "$CLUSTER" --services "$SERVICE"
state=$(aws ecs describe-services --cluster "$CLUSTER" --services "$SERVICE" --output json)
primary=$(jq -r '.services[0].deployments[] | select(.status == "PRIMARY") | .taskDefinition' <<< "$state")
if [ "$primary" != "$SERVING" ]; then
  echo "::error title=$SERVICE::$SERVING could not be put back: the service runs $primary"
  exit 1
fi
echo "::warning title=$SERVICE::put back: $SERVING"
`;

/** Signs Docker in at the registry that the image comes from, where that is another one. */
export const SIGN_IN = `set -euo pipefail
host=\${SOURCE%%/*}
if [ "$host" != "$REGISTRY" ]; then
  region=\${host#*.ecr.}
  aws ecr get-login-password --region "\${region%%.*}" | docker login --username AWS --password-stdin "$host"
fi
`;
