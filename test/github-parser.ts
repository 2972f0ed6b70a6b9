import {convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow} from '@actions/workflow-parser';
import {parseAction} from '@actions/workflow-parser/actions/action-parser';

/** What GitHub's own parser has against a workflow, by its schema and its expressions. */
export async function errorsOfWorkflow(content: string): Promise<string[]> {
	const {context, value} = parseWorkflow({name: 'workflow.yml', content}, new NoOperationTraceWriter());
	if (value) await convertWorkflowTemplate(context, value);
	return context.errors.getErrors().map(({message}) => message);
}

/** The same for an `action.yml`. */
export const errorsOfAction = (content: string): string[] =>
	parseAction({name: 'action.yml', content}, new NoOperationTraceWriter())
		.context.errors.getErrors()
		.map(({message}) => message);
