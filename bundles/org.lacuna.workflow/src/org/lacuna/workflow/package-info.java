/**
 * What an application does for its user from start to end: training, inspection, evaluation and the
 * survey of a data set, each as a request, a task that runs it and a result; and what they share,
 * such as an output folder that appears only when it is whole. Command line and workbench are thin
 * over it. Shows nothing itself.
 */
package org.lacuna.workflow;
