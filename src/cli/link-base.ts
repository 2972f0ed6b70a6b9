/**
 * The address below which the files of this commit are shown, as the CI service tells it. In a comment on a pull request a
 * relative link would lead nowhere. Empty elsewhere: then links are relative.
 */
export function linkBase(env: Readonly<Record<string, string | undefined>>): string {
	const {GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA, CI_PROJECT_URL, CI_COMMIT_SHA} = env;
	if (GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_SHA)
		return checked(`${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/${GITHUB_SHA}/`);
	if (CI_PROJECT_URL && CI_COMMIT_SHA) return checked(`${CI_PROJECT_URL}/-/blob/${CI_COMMIT_SHA}/`);
	return '';
}

/** What is no plain address would break out of its link. */
const checked = (url: string): string => (/^https?:\/\/[\w.:/@+~-]+$/.test(url) ? url : '');
