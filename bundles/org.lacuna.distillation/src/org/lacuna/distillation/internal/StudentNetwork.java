package org.lacuna.distillation.internal;

import org.lacuna.core.Modality;
import org.lacuna.core.ModelException;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A branch for each modality and a head on top (Xu et al. 2025, 3.3: dual-branch M-DNN). The head
 * sees the branches side by side and behind them, for each, whether the patch has the modality; the
 * branch of a modality that it lacks counts as zeros. Parameters lie outside, one array for each
 * member network. Immutable and thread-safe.
 */
public final class StudentNetwork {
    private final Map<Modality, Network> branches;
    private final Network head;

    private StudentNetwork(Map<Modality, Network> branches, Network head) {
        this.branches = new EnumMap<>(branches);
        this.head = head;
        int columns = branches.size();
        for (Network b : branches.values()) {
            columns += b.outputs();
        }
        Check.range("branches", branches.size(), 1, Modality.values().length);
        Check.equal("columns of the head", head.inputs(), columns);
        Check.equal("classes", head.outputs(), 2);
    }

    /**
     * @param widths length of the description by each modality that there is, at least one
     * @param hidden units of a hidden layer
     * @param dropout rate
     */
    public static StudentNetwork of(Map<Modality, Integer> widths, int hidden, double dropout) {
        Map<Modality, Network> branches = new EnumMap<>(Modality.class);
        widths.forEach(
                (m, w) ->
                        branches.put(
                                m,
                                Network.input(w)
                                        .dense(hidden)
                                        .layerNorm()
                                        .gelu()
                                        .dropout(dropout)
                                        .build()));
        Network head =
                Network.input(branches.size() * (hidden + 1))
                        .dense(hidden)
                        .layerNorm()
                        .gelu()
                        .dropout(dropout)
                        .dense(2)
                        .build();
        return new StudentNetwork(branches, head);
    }

    /** The branches in the order of {@link Modality}, then the head. */
    List<Network> members() {
        List<Network> members = new ArrayList<>(branches.values());
        members.add(head);
        return members;
    }

    List<Modality> modalities() {
        return List.copyOf(branches.keySet());
    }

    Network branch(Modality modality) {
        return branches.get(modality);
    }

    Network head() {
        return head;
    }

    /** Length of the description by that modality; 0 without a branch for it. */
    public int width(Modality modality) {
        return branches.containsKey(modality) ? branches.get(modality).inputs() : 0;
    }

    float[][] initialParameters(SeededRandom random) {
        List<Network> members = members();
        float[][] parameters = new float[members.size()][];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = members.get(i).initialParameters(random.fork(i));
        }
        return parameters;
    }

    public void requireParameters(float[][] parameters) {
        List<Network> members = members();
        Check.equal("parameter arrays", parameters.length, members.size());
        for (int i = 0; i < parameters.length; i++) {
            members.get(i).requireParameters("parameters of member " + i, parameters[i]);
        }
    }

    /**
     * Puts branches side by side.
     *
     * @param outputs of the branches, in the order of {@link Modality}
     * @param available by ordinal of the modality, for each row
     */
    void join(List<Batch> outputs, boolean[][] available, Batch joined) {
        float[] to = joined.values();
        int columns = joined.columns();
        List<Modality> order = modalities();
        int at = 0;
        for (int b = 0; b < order.size(); b++) {
            boolean[] has = available[order.get(b).ordinal()];
            Batch out = outputs.get(b);
            int width = out.columns();
            int flag = columns - order.size() + b;
            for (int r = 0; r < joined.rows(); r++) {
                if (has[r]) {
                    System.arraycopy(out.values(), r * width, to, r * columns + at, width);
                } else {
                    Arrays.fill(to, r * columns + at, r * columns + at + width, 0);
                }
                to[r * columns + flag] = has[r] ? 1 : 0;
            }
            at += width;
        }
    }

    /** The part of the head's input gradient that belongs to a branch; 0 where it was not seen. */
    void cut(Batch joined, int branch, boolean[][] available, Batch gradient) {
        List<Modality> order = modalities();
        int at = 0;
        for (int b = 0; b < branch; b++) {
            at += branches.get(order.get(b)).outputs();
        }
        int width = gradient.columns();
        boolean[] has = available[order.get(branch).ordinal()];
        for (int r = 0; r < gradient.rows(); r++) {
            if (has[r]) {
                System.arraycopy(
                        joined.values(),
                        r * joined.columns() + at,
                        gradient.values(),
                        r * width,
                        width);
            } else {
                Arrays.fill(gradient.values(), r * width, (r + 1) * width, 0);
            }
        }
    }

    /** Two logits a row, normal and defect; without dropout. */
    public Batch apply(
            float[][] parameters,
            Map<Modality, Batch> views,
            boolean[][] available,
            int rows,
            Workers workers) {
        List<Batch> outputs = new ArrayList<>();
        List<Modality> order = modalities();
        for (int b = 0; b < order.size(); b++) {
            outputs.add(
                    branches.get(order.get(b))
                            .apply(parameters[b], views.get(order.get(b)), workers));
        }
        Batch joined = Batch.allocate(rows, head.inputs());
        join(outputs, available, joined);
        return head.apply(parameters[order.size()], joined, workers);
    }

    public void write(DataOutput out, float[][] parameters) throws IOException {
        for (Modality m : Modality.values()) {
            out.writeBoolean(branches.containsKey(m));
        }
        List<Network> members = members();
        for (int i = 0; i < parameters.length; i++) {
            new TrainedNetwork(members.get(i), parameters[i]).write(out);
        }
    }

    /** A network and its parameters. */
    public record Loaded(StudentNetwork network, float[][] parameters) {}

    /**
     * @throws ModelException when the content is damaged
     * @throws IllegalArgumentException when the networks do not fit together
     */
    public static Loaded read(DataInput in, long maxBytes) throws IOException, ModelException {
        List<Modality> order = new ArrayList<>();
        for (Modality m : Modality.values()) {
            if (Flag.read("student: branch of " + m.label(), in)) {
                order.add(m);
            }
        }
        Map<Modality, Network> branches = new EnumMap<>(Modality.class);
        float[][] parameters = new float[order.size() + 1][];
        for (int b = 0; b < order.size(); b++) {
            TrainedNetwork branch = TrainedNetwork.read(in, maxBytes);
            branches.put(order.get(b), branch.network());
            parameters[b] = branch.parameters();
        }
        TrainedNetwork head = TrainedNetwork.read(in, maxBytes);
        parameters[order.size()] = head.parameters();
        return new Loaded(new StudentNetwork(branches, head.network()), parameters);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof StudentNetwork s && branches.equals(s.branches) && head.equals(s.head);
    }

    @Override
    public int hashCode() {
        return 31 * branches.hashCode() + head.hashCode();
    }
}
