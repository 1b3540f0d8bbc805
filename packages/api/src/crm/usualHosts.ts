/** Where customer systems live, unless the administrator says otherwise. */
export const USUAL_HOSTS: readonly string[] = ['*.salesforce.com', '*.force.com', 'api.hubapi.com', '*.dynamics.com', 'login.microsoftonline.com'];
