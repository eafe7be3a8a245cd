// Reads a graph file as Gephi does and says what it got: nodes, edges, the label of a node, its colour, edges between two nodes, times.
import java.io.File;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

public class ReadGraph {
    public static void main(String[] args) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        Container container = importer.importFile(new File(args[0]));
        for (java.util.Iterator<Issue> it = container.getReport().getIssues(1000); it.hasNext(); ) {
            Issue issue = it.next();
            System.out.println("issue " + issue.getLevel() + " " + issue.getMessage());
        }
        container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
        importer.process(container, new DefaultProcessor(), projects.getCurrentWorkspace());
        GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel();
        System.out.println("nodes " + model.getGraph().getNodeCount());
        System.out.println("edges " + model.getGraph().getEdgeCount());
        System.out.println("directed " + model.isDirected());
        Node node = model.getGraph().getNode(args[1]);
        System.out.println("label " + node.getLabel());
        System.out.println("colour " + Integer.toHexString(node.getColor().getRGB()));
        Node other = model.getGraph().getNode(args[2]);
        int between = 0;
        for (Edge edge : model.getGraph().getEdges().toArray()) {
            between += edge.getSource() == node && edge.getTarget() == other ? 1 : 0;
        }
        System.out.println("between " + between);
        System.out.println("times " + model.getTimeBounds().getLow() + " " + model.getTimeBounds().getHigh());
    }
}
