package org.lacuna.ui;

import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.ui.application.IWorkbenchConfigurer;

import java.util.Map;

/**
 * Images that views of the platform, such as Problems, take for declared by the application, as
 * IDEs do. Without the plug-in that has them nothing is declared; none is read before it is shown.
 */
final class IdeImages {
    private static final String BUNDLE = "org.eclipse.ui.ide";
    private static final String FOLDER = "icons/full/";

    /** Name that the views use, and the file. */
    private static final Map<String, String> FILES =
            Map.ofEntries(
                    Map.entry("IMG_ETOOL_PROBLEMS_VIEW", "eview16/problems_view.svg"),
                    Map.entry("IMG_ETOOL_PROBLEMS_VIEW_ERROR", "eview16/problems_view_error.svg"),
                    Map.entry(
                            "IMG_ETOOL_PROBLEMS_VIEW_WARNING", "eview16/problems_view_warning.svg"),
                    Map.entry("IMG_ETOOL_PROBLEMS_VIEW_INFO", "eview16/problems_view_info.svg"),
                    Map.entry("IMG_ETOOL_PROBLEM_CATEGORY", "etool16/problem_category.svg"),
                    Map.entry("IMG_OBJS_ERROR_PATH", "obj16/error_tsk.svg"),
                    Map.entry("IMG_OBJS_WARNING_PATH", "obj16/warn_tsk.svg"),
                    Map.entry("IMG_OBJS_INFO_PATH", "obj16/info_tsk.svg"),
                    Map.entry("IMG_OBJS_FIXABLE_ERROR", "obj16/quickfix_error_obj.svg"),
                    Map.entry("IMG_OBJS_FIXABLE_WARNING", "obj16/quickfix_warning_obj.svg"),
                    Map.entry("IMG_OBJS_FIXABLE_INFO", "obj16/quickfix_info_obj.svg"),
                    Map.entry("IMG_ELCL_QUICK_FIX_ENABLED", "elcl16/smartmode_co.svg"),
                    Map.entry("IMG_DLCL_QUICK_FIX_DISABLED", "dlcl16/smartmode_co.png"),
                    Map.entry("IMG_DLGBAN_QUICKFIX_DLG", "wizban/quick_fix.png"),
                    Map.entry("IMG_OBJ_PROJECT", "obj16/prj_obj.svg"),
                    Map.entry("IMG_OBJ_PROJECT_CLOSED", "obj16/cprj_obj.svg"));

    private IdeImages() {}

    static void declare(IWorkbenchConfigurer configurer) {
        FILES.forEach(
                (name, file) ->
                        ResourceLocator.imageDescriptorFromBundle(BUNDLE, FOLDER + file)
                                .ifPresent(image -> configurer.declareImage(name, image, true)));
    }
}
