/**
 * Cross-modal distillation: teachers that see both modalities teach a student, and generators fill
 * in the features of a modality that is missing. What they are made of, small networks trained in
 * plain Java, is in {@code internal}.
 */
package org.lacuna.distillation;
