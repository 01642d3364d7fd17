package org.lacuna.ui.internal.properties;

import org.eclipse.osgi.util.NLS;
import org.lacuna.core.DefectRegion;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalityStatus;
import org.lacuna.ui.PartItem;
import org.lacuna.ui.internal.Numbers;
import org.lacuna.ui.internal.parts.PartTexts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that is known of a part and its verdict. */
final class PartLines {
    private final PartItem part;
    private final Optional<PartFacts> facts;
    private final List<Line> lines = new ArrayList<>();

    private PartLines(PartItem part, Optional<PartFacts> facts) {
        this.part = part;
        this.facts = facts;
    }

    /**
     * @param facts what was read from the files; empty while it is being read
     */
    static List<Line> of(PartItem part, Optional<PartFacts> facts) {
        PartLines made = new PartLines(part, facts);
        made.part();
        part.inspection().ifPresent(made::verdict);
        part.inspection()
                .ifPresent(
                        i -> {
                            made.modality(Modality.RGB, i.rgb());
                            made.modality(Modality.XYZ, i.xyz());
                        });
        part.origin().ifPresent(made::origin);
        return made.lines;
    }

    private void part() {
        String group = Messages.Group_part;
        add(group, Messages.Part_category, part.id().category());
        add(group, Messages.Part_defect, part.id().defect());
        add(group, Messages.Part_name, part.id().name());
        add(group, Messages.Part_group, PartTexts.group(part));
        for (Modality m : Modality.values()) {
            Path file = part.files().get(m);
            if (file != null) {
                boolean image = m == Modality.RGB;
                add(group, image ? Messages.Part_image : Messages.Part_scan, file.toString());
                add(
                        group,
                        image ? Messages.Part_imageSize : Messages.Part_scanSize,
                        facts.map(f -> size(f.files().get(m))).orElse(Messages.Facts_wait));
            }
        }
        facts.flatMap(PartFacts::validPoints)
                .ifPresent(n -> add(group, Messages.Part_points, Numbers.format("%,d", n)));
        facts.flatMap(PartFacts::pitchMm)
                .ifPresent(mm -> add(group, Messages.Part_pitch, Numbers.format("%.4f mm", mm)));
        part.mapFile().ifPresent(f -> add(group, Messages.Part_map, f.toString()));
    }

    private static String size(PartFacts.FileFacts file) {
        return file.bytes() < 0
                ? file.size()
                : file.size() + ", " + Numbers.format("%,d", (file.bytes() + 1023) / 1024) + " KiB";
    }

    private void verdict(Inspection i) {
        String group = Messages.Group_verdict;
        Inspection.Thresholds limits = i.thresholds();
        add(group, Messages.Verdict_verdict, PartTexts.of(i.verdict()));
        add(group, Messages.Verdict_reason, PartTexts.reason(i));
        add(group, Messages.Verdict_recorded, i.reason());
        number(group, Messages.Verdict_score, i.score());
        PartTexts.margin(i).ifPresent(m -> add(group, Messages.Verdict_margin, m));
        number(group, Messages.Verdict_reviewThreshold, limits.review());
        number(group, Messages.Verdict_defectThreshold, limits.defect());
        number(group, Messages.Verdict_pixelThreshold, limits.pixel());
        number(group, Messages.Verdict_pValue, i.pValue());
        percent(group, Messages.Verdict_detectionRate, i.detectionRate());
        add(group, Messages.Verdict_modalities, i.modalities().label());
        add(group, Messages.Verdict_regions, Integer.toString(i.regions().size()));
        for (int r = 0; r < i.regions().size(); r++) {
            DefectRegion region = i.regions().get(r);
            add(group, NLS.bind(Messages.Region_title, r + 1), RegionLines.summary(region));
        }
        double millis = i.stageMillis().values().stream().mapToDouble(Double::doubleValue).sum();
        if (millis > 0) {
            add(group, Messages.Verdict_time, Numbers.format("%.0f ms", millis));
        }
    }

    private void modality(Modality modality, ModalityStatus status) {
        String group = Messages.Group_modalities;
        String name = modality.label();
        add(group, name, PartTexts.status(part, modality));
        if (status.state() != ModalityStatus.State.ABSENT) {
            percent(group, NLS.bind(Messages.Modality_usable, name), status.usableFraction());
            percent(group, NLS.bind(Messages.Modality_sharpness, name), status.sharpness());
            number(group, NLS.bind(Messages.Modality_score, name), status.score());
        }
    }

    private void origin(PartItem.Origin origin) {
        String group = Messages.Group_provenance;
        add(group, Messages.Origin_results, origin.results().toString());
        Optional<PartFacts.ModelFacts> model = facts.flatMap(PartFacts::model);
        add(
                group,
                Messages.Origin_model,
                model.map(m -> m.file().toString())
                        .orElse(
                                facts.isPresent()
                                        ? Messages.Origin_modelNotFound
                                        : Messages.Facts_wait));
        if (!origin.modelId().isEmpty()) {
            add(group, Messages.Origin_modelId, origin.modelId());
        }
        model.ifPresent(
                m -> {
                    add(group, Messages.Origin_seed, Long.toString(m.seed()));
                    add(group, Messages.Origin_trainedBy, m.softwareVersion());
                });
        add(
                group,
                Messages.Origin_thresholds,
                origin.thresholdBook().orElse(Messages.Origin_ownThresholds));
        add(group, Messages.Origin_inspectedBy, origin.softwareVersion());
    }

    private void number(String group, String name, double value) {
        if (!Double.isNaN(value)) {
            add(group, name, Numbers.format("%.4f", value));
        }
    }

    private void percent(String group, String name, double share) {
        if (!Double.isNaN(share)) {
            add(group, name, Numbers.format("%.1f %%", 100 * share));
        }
    }

    private void add(String group, String name, String value) {
        lines.add(new Line(group, name, value));
    }
}
