/**
 * Cross-modal distillation: a teacher for each modality and a student that learns from both, so
 * that it can work with what is there. What they are made of, small networks trained in plain Java,
 * is in {@code internal}.
 */
package org.lacuna.distillation;
