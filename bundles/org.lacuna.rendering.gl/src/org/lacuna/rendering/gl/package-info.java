/**
 * Pictures of point clouds made by a graphics card through OpenGL 3.3, off screen: what {@link
 * org.lacuna.rendering.SoftwareRenderer} makes in plain Java, for large clouds and large views.
 *
 * <p>Whether that works shows only at run time: {@link org.lacuna.rendering.gl.OpenGl#probe} tells.
 * No type of JOGL's appears in the interface.
 */
package org.lacuna.rendering.gl;
